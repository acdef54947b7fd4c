package org.neurowright.plugins.published;

import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.function.ModelFunctions;
import org.neurowright.plugins.spi.Extension;
import org.neurowright.plugins.spi.ModelFunctionSource;

/**
 * {@code aibs_allactive_fullaxon} and {@code aibs_perisomatic_fullaxon}: the membranes of the Allen
 * Cell Types models on the traced axon; {@code DirectionRule_EE} and {@code DirectionRule_others}:
 * the weights of the Allen Institute's model of mouse V1.
 */
public final class PublishedModelFunctions implements ModelFunctionSource {

  @Override
  public String id() {
    return "org.neurowright.published";
  }

  @Override
  public String title() {
    return "Functions of published models";
  }

  @Override
  public int interfaceVersion() {
    return Extension.INTERFACE_VERSION;
  }

  @Override
  public ModelFunctions addTo(ModelFunctions present) {
    return present
        .withProcessing("aibs_allactive_fullaxon", BmtkFunctions::allActiveMembrane)
        .withProcessing("aibs_perisomatic_fullaxon", BmtkFunctions::perisomaticMembrane)
        .withWeight("DirectionRule_EE", DirectionRules::betweenExcitatory)
        .withWeight("DirectionRule_others", DirectionRules::others);
  }
}
