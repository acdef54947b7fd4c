package org.neurowright.app.model;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A line of the model tree.
 *
 * @param item what it stands for
 * @param title text
 * @param badge count beside it, empty for none
 * @param hint said when the pointer rests on it
 * @param population whose colour it carries, empty for none
 * @param warned true when something in it is wrong
 * @param children lines below it
 */
public record ModelTreeNode(
    ModelItem item,
    String title,
    String badge,
    String hint,
    Optional<String> population,
    boolean warned,
    List<ModelTreeNode> children) {

  public ModelTreeNode {
    children = List.copyOf(children);
  }

  /** This line with those lines below it that match or hold a match; empty when nothing does. */
  Optional<ModelTreeNode> filtered(String query) {
    if (title.toLowerCase(Locale.ROOT).contains(query)) {
      return Optional.of(this);
    }
    List<ModelTreeNode> kept =
        children.stream()
            .map(child -> child.filtered(query).orElse(null))
            .filter(Objects::nonNull)
            .toList();
    return kept.isEmpty()
        ? Optional.empty()
        : Optional.of(new ModelTreeNode(item, title, badge, hint, population, warned, kept));
  }

  /** The line of an item in this line or below. */
  Optional<ModelTreeNode> find(String key) {
    if (item.key().equals(key)) {
      return Optional.of(this);
    }
    return children.stream().flatMap(child -> child.find(key).stream()).findFirst();
  }
}
