package org.neurowright.io.hoc.object;

import org.neurowright.io.hoc.section.HocFailure;
import org.neurowright.io.hoc.section.Section;

/** Arguments of a call, counted from 1 as hoc does. */
public record Arguments(Object[] values) {

  public int count() {
    return values.length;
  }

  public boolean has(int which) {
    return which <= values.length;
  }

  private Object at(int which) {
    if (which < 1 || which > values.length) {
      throw new HocFailure(
              "hoc.argument", "Argument " + which + " is missing; there are " + values.length)
          .hint("Functions of hoc count their arguments from 1");
    }
    return values[which - 1];
  }

  public double number(int which) {
    return switch (at(which)) {
      case Double number -> number;
      case NumberRef pointer -> pointer.get();
      case Object other -> throw wrong(which, other, "a number");
    };
  }

  public double number(int which, double otherwise) {
    return has(which) ? number(which) : otherwise;
  }

  public boolean isNumber(int which) {
    return has(which) && (at(which) instanceof Double || at(which) instanceof NumberRef);
  }

  public boolean isText(int which) {
    return has(which) && at(which) instanceof TextCell;
  }

  public boolean isObject(int which) {
    return has(which) && at(which) instanceof ObjectCell;
  }

  public boolean isPointer(int which) {
    return has(which) && at(which) instanceof NumberRef;
  }

  public String text(int which) {
    return textCell(which).text;
  }

  public TextCell textCell(int which) {
    return at(which) instanceof TextCell cell ? cell : fail(which, "a string");
  }

  public ObjectCell objectCell(int which) {
    return at(which) instanceof ObjectCell cell ? cell : fail(which, "an object");
  }

  /** The object, possibly null. */
  public HocObject object(int which) {
    return objectCell(which).object;
  }

  public NumberRef pointer(int which) {
    return at(which) instanceof NumberRef pointer ? pointer : fail(which, "a pointer such as &x");
  }

  /** An object of a ready-made class. */
  public <T> T object(int which, Class<T> type) {
    HocObject object = object(which);
    if (!type.isInstance(object)) {
      throw wrong(
          which,
          object,
          "a " + (type == HocVector.class ? "Vector" : type.getSimpleName().replace("Hoc", "")));
    }
    return type.cast(object);
  }

  private <T> T fail(int which, String expected) {
    throw wrong(which, at(which), expected);
  }

  private static HocFailure wrong(int which, Object value, String expected) {
    return new HocFailure("hoc.argument", "Argument " + which + " is " + described(value))
        .expected(expected);
  }

  /** What a value is, for messages. */
  public static String described(Object value) {
    return switch (value) {
      case null -> "nil";
      case Double number -> "the number " + Format.general(number, 6);
      case NumberRef pointer -> "a pointer";
      case TextCell cell -> "a string";
      case ObjectCell cell -> cell.object == null ? "nil" : cell.object.shownName();
      case HocObject object -> object.shownName();
      case Section section -> "section " + section.fullName();
      case Object other -> other.getClass().getSimpleName();
    };
  }
}
