package io.trackmemory.report.jfr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The event that describes all types of a chunk: a pool of strings, then a tree of named elements
 * with attributes. The same in every chunk.
 */
final class JfrMetadata {

  private static final long TYPE_ID = 0;

  /* Readers go on as they are where two chunks have the same number, and else begin anew. */
  private static final byte[] EVENT = make(1);
  private static final byte[] ANEW = make(2);

  private final Map<String, Integer> strings = new LinkedHashMap<>();

  private JfrMetadata() {}

  /** An element of the tree. */
  private record Element(String name, Map<String, String> attributes, List<Element> children) {}

  /** The whole event. */
  static byte[] event() {
    return EVENT.clone();
  }

  /** The same with another number. */
  static byte[] anew() {
    return ANEW.clone();
  }

  /** Whether a chunk has one of these after its header. */
  static boolean isIn(byte[] chunk) {
    return Stream.of(EVENT, ANEW)
        .anyMatch(
            event -> {
              int end = JfrChunk.HEADER_BYTES + event.length;
              return chunk.length >= end
                  && Arrays.equals(chunk, JfrChunk.HEADER_BYTES, end, event, 0, event.length);
            });
  }

  private static byte[] make(long id) {
    JfrMetadata metadata = new JfrMetadata();
    JfrBytes tree = new JfrBytes();
    metadata.write(tree, root());
    JfrBytes body = new JfrBytes().number(TYPE_ID).number(0).number(0).number(id);
    body.integer(metadata.strings.size());
    metadata.strings.keySet().forEach(body::text);
    return new JfrBytes().event(body.all(tree)).toArray();
  }

  private void write(JfrBytes bytes, Element element) {
    bytes.integer(indexOf(element.name())).integer(element.attributes().size());
    element
        .attributes()
        .forEach((key, value) -> bytes.integer(indexOf(key)).integer(indexOf(value)));
    bytes.integer(element.children().size());
    element.children().forEach(child -> write(bytes, child));
  }

  private int indexOf(String string) {
    Integer known = strings.putIfAbsent(string, strings.size());
    return known == null ? strings.size() - 1 : known;
  }

  private static Element root() {
    List<Element> types = JfrSchema.ALL.stream().map(JfrMetadata::type).toList();
    Element region =
        new Element("region", attributes("locale", "en_US", "gmtOffset", "0"), List.of());
    return new Element("root", Map.of(), List.of(new Element("metadata", Map.of(), types), region));
  }

  private static Element type(JfrType type) {
    Map<String, String> attributes =
        attributes("id", Integer.toString(type.id()), "name", type.name());
    if (!type.superType().isEmpty()) {
      attributes.put("superType", type.superType());
    }
    if (type.simple()) {
      attributes.put("simpleType", "true");
    }
    List<Element> children = new ArrayList<>(notes(type.notes()));
    type.fields().forEach(field -> children.add(field(field)));
    return new Element("class", attributes, children);
  }

  private static Element field(JfrType.Field field) {
    Map<String, String> attributes =
        attributes("name", field.name(), "class", Integer.toString(field.type().id()));
    if (field.pooled()) {
      attributes.put("constantPool", "true");
    }
    if (field.array()) {
      attributes.put("dimension", "1");
    }
    return new Element("field", attributes, notes(field.notes()));
  }

  private static List<Element> notes(List<JfrType.Note> notes) {
    return notes.stream()
        .map(
            note ->
                new Element(
                    "annotation",
                    attributes(
                        "class",
                        Integer.toString(note.type().id()),
                        note.type().isArrayAnnotation() ? "value-0" : "value",
                        note.value()),
                    List.of()))
        .toList();
  }

  private static Map<String, String> attributes(
      String key, String value, String otherKey, String otherValue) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put(key, value);
    attributes.put(otherKey, otherValue);
    return attributes;
  }
}
