"""The grammar of the hub: what every resource can do. No plant words live here."""
