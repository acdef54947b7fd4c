package org.neurowright.io.hoc.object;

import java.util.ArrayList;
import java.util.List;

/** {@code List} of objects. */
public final class HocList extends NativeObject {
  private final List<HocObject> items = new ArrayList<>();

  public HocList(int number) {
    super("List", number);
  }

  public List<HocObject> items() {
    return items;
  }

  @Override
  public Object member(String name, double[] indices, Arguments arguments) {
    Arguments a = orNone(arguments);
    switch (name) {
      case "count", "size" -> {
        return (double) items.size();
      }
      case "append" -> {
        for (int i = 1; i <= a.count(); i++) {
          items.add(a.object(i));
        }
        return (double) items.size();
      }
      case "prepend" -> {
        items.addFirst(a.object(1));
        return (double) items.size();
      }
      case "insrt" -> {
        items.add(index(a.number(1), items.size() + 1, "the list"), a.object(2));
        return (double) items.size();
      }
      case "remove" -> {
        items.remove(index(a.number(1), items.size(), "the list"));
        return (double) items.size();
      }
      case "remove_all" -> {
        items.clear();
        return 0.0;
      }
      case "object", "o" -> {
        double which = a.has(1) ? a.number(1) : indices.length > 0 ? indices[0] : 0;
        return new ObjectCell(items.get(index(which, items.size(), "the list")));
      }
      case "index" -> {
        return (double) indexOf(a.object(1));
      }
      default -> throw noMember(name);
    }
  }

  private int indexOf(HocObject wanted) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) == wanted) {
        return i;
      }
    }
    return -1;
  }
}
