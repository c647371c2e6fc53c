"""When and where it runs: the command line, the stages, and the Prefect flows around them."""
