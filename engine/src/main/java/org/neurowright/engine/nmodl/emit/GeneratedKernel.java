package org.neurowright.engine.nmodl.emit;

import java.util.List;
import java.util.Set;
import org.neurowright.engine.mechanism.GlobalVariable;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;

/**
 * The Java source of a kernel and what its layout is.
 *
 * @param className simple name of the class
 * @param source the compilation unit
 * @param variables columns in order
 * @param globals globals in order
 * @param phases phases the class implements
 */
public record GeneratedKernel(
    String className,
    String source,
    List<MechanismVariable> variables,
    List<GlobalVariable> globals,
    Set<MechanismType.Phase> phases) {}
