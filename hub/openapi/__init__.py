"""The OpenAPI description of the API: drf-spectacular walks the routes, the registry tells the true shapes."""
