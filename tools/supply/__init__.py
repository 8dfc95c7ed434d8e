"""What the project depends on: locks go in; licences, faults and a bill of materials come out."""
