package io.trackmemory.report.jfr;

import java.util.List;

/**
 * A type of a Flight Recorder file, as the file itself describes it.
 *
 * @param id what refers to it in the file
 * @param name its name, which readers know it by
 * @param superType that of events or annotations, else the empty string
 * @param simple whether a reader takes its only field for it
 * @param fields its fields, in the order in which they are written
 * @param notes its annotations
 */
record JfrType(
    int id, String name, String superType, boolean simple, List<Field> fields, List<Note> notes) {

  private static final String EVENT = "jdk.jfr.Event";
  private static final String ANNOTATION = "java.lang.annotation.Annotation";

  /**
   * A field.
   *
   * @param name its name
   * @param type its type
   * @param pooled whether it is written as a key of the pool of its type
   * @param array whether it has any number of values
   * @param notes its annotations
   */
  record Field(String name, JfrType type, boolean pooled, boolean array, List<Note> notes) {}

  /**
   * An annotation.
   *
   * @param type type of the annotation
   * @param value its value, the only one of an array
   */
  record Note(JfrType type, String value) {}

  static JfrType plain(int id, String name) {
    return new JfrType(id, name, "", false, List.of(), List.of());
  }

  /** An annotation with one value of the given type, which may be an array. */
  static JfrType annotation(int id, String name, JfrType value, boolean array) {
    Field field = new Field("value", value, false, array, List.of());
    return new JfrType(id, name, ANNOTATION, false, List.of(field), List.of());
  }

  static JfrType struct(int id, String name, Field... fields) {
    return new JfrType(id, name, "", false, List.of(fields), List.of());
  }

  /** A name for the type of its only field. */
  static JfrType simple(int id, String name, Field field) {
    return new JfrType(id, name, "", true, List.of(field), List.of());
  }

  static JfrType event(int id, String name, List<Note> notes, List<Field> fields) {
    return new JfrType(id, name, EVENT, false, List.copyOf(fields), notes);
  }

  boolean isArrayAnnotation() {
    return superType.equals(ANNOTATION) && fields.get(0).array();
  }

  static Field field(String name, JfrType type, Note... notes) {
    return new Field(name, type, false, false, List.of(notes));
  }

  static Field pooled(String name, JfrType type, Note... notes) {
    return new Field(name, type, true, false, List.of(notes));
  }

  static Field array(String name, JfrType type) {
    return new Field(name, type, false, true, List.of());
  }
}
