"""The doors of a resource over HTTP: each file is one thing that any resource can do."""
