package io.trackmemory.tracker.leak;

import io.trackmemory.tracker.ChainLink;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An object that is alive, and why.
 *
 * @param reason why it lives although nothing holds it strongly beyond running methods, such as
 *     {@code only softly reachable}; the empty string where something does
 * @param typeName its type
 * @param shallowBytes its own size in bytes
 * @param signature stable name of the holder
 * @param rootDescription what the chain starts from
 * @param chain references from the root to the object, which is the last link
 * @param suspectIndex index in {@code chain} of the first reference in the user's own code
 * @param retainedBytes bytes that would be freed with it, empty where the dump was too large
 */
public record HeldObject(
    String reason,
    String typeName,
    long shallowBytes,
    String signature,
    String rootDescription,
    List<ChainLink> chain,
    OptionalInt suspectIndex,
    OptionalLong retainedBytes) {

  /** Copies the chain. */
  public HeldObject {
    chain = List.copyOf(chain);
  }
}
