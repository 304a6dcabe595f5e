package io.trackmemory.compatibility;

import java.io.IOException;
import java.util.List;

/** Something that must be so after a run. */
interface Check {

  /** What is not, one sentence each. */
  List<String> problems(Run run) throws IOException;
}
