package io.trackmemory.dsl;

import java.util.List;

/** A message about what the JVM's own counter says. */
interface JvmBytesMessage extends AllocatedBytesMessage {

  /** By how much it moved. */
  long jvmBytes();

  /** By how much it should have at most: {@code no bytes}. */
  String limited();

  @Override
  default String headline() {
    return "the JVM to count "
        + limited()
        + " for "
        + allocations().subject().phrase()
        + " but it counted "
        + Sizes.exact(jvmBytes())
        + "; as written, "
        + allocations().allocated();
  }

  @Override
  default List<String> notes() {
    return Notes.ofJvmCounter(allocations().snapshot());
  }

  @Override
  default String accepting() {
    return "hasJvmAllocatedBytesAtMost";
  }

  @Override
  default String acceptance() {
    return Sizes.call(allocations().path() + accepting(), jvmBytes());
  }

  @Override
  default Object actual() {
    return jvmBytes();
  }
}
