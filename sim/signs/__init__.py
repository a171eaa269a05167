"""What pictures and pages share: colours, signs, places on the map, the axis of rounds, parts of a balance."""
