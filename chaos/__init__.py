"""What recruit promises under faults, put to the test: nothing that was acknowledged is lost, nothing is half done."""
