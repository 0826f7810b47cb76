"""What every resource promises, as classes of tests: a resource's own test module names its kind and inherits them."""
