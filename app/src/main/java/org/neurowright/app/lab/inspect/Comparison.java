package org.neurowright.app.lab.inspect;

import org.neurowright.engine.protocol.CurrentClamp;
import org.neurowright.engine.protocol.FiCurve;

/** What the cell does before and after segregation. */
public record Comparison(
    CurrentClamp.Result clampBefore,
    CurrentClamp.Result clampAfter,
    FiCurve.Result fiBefore,
    FiCurve.Result fiAfter) {}
