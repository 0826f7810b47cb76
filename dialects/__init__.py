"""Other vendors' wire formats over the views of the hub, one package for each; no rule lives here."""
