package io.trackmemory.tracker.heap;

/**
 * What kind of reference leads from one object to another; array elements have none.
 *
 * @param kind where the reference is
 * @param owner number of the class that declares the field
 * @param ownerName its name
 * @param field name of the field
 */
public record Edge(Kind kind, int owner, String ownerName, String field) {

  public enum Kind {
    FIELD,
    STATIC_FIELD,
    /** From a class loader to a class that it defined. */
    DEFINED_CLASS,
    /** From an object to its class, or from a class to its loader. */
    DEFINED_BY,
    REFERENT
  }

  /** {@code com.acme.Registry.SESSIONS}. */
  public String qualifiedName() {
    return ownerName + "." + field;
  }
}
