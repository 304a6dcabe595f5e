package io.trackmemory.compatibility;

import io.trackmemory.compatibility.Suite.Expected;

/** The test classes of the projects. */
final class Suites {

  private static final String THREE_OF_TWO = "at most 2 allocations but it made 3";
  private static final String KEPT = "to leak no objects but it leaked 3";
  private static final String WRONG = "but it made 3";

  static final Suite COVERAGE = Suite.of("CoverageTest").withoutPages().passing("countsWithProbes");
  static final Suite BYTE_BUDDY =
      Suite.of("ByteBuddyTest")
          .withoutPages()
          .passing("isTheUsersOwn", "countsInClassesThatItMakes");
  static final Suite MOCKS =
      Suite.of("MocksTest")
          .withoutPages()
          .passing(
              "countsCodeThatCallsMocks",
              "countsRealCodeOfAMockedClass",
              "leavesMockingOut",
              "keepsNothing")
          .failing("countsWrongly", WRONG);
  static final Suite PRICES =
      Suite.of("PricesTest")
          .passing(
              "countsExactly",
              "countsInInlinedLambdas",
              "countsInLambdas",
              "staysWithinItsLimit",
              "keepsNothing")
          .failing("breaksItsLimit", THREE_OF_TWO);
  /* Of a feature the first word. */
  static final Suite SPEC =
      Suite.of("OrdersSpec")
          .withoutPages()
          .passing("counts", "keeps", "does")
          .failing("fails", "at most 2 allocations of example.Orders$Order but it made 3")
          .failing("leaves", "it leaked 3");
  static final Suite PROPERTIES =
      Suite.of("OrdersProperties")
          .withoutPages()
          .passing("makesOneObjectAnOrder", "doesNotReadAnnotations")
          .failing("makesTwoAtMost", THREE_OF_TWO)
          .failing("keepsNothing", KEPT);
  static final Suite MODULE = Suite.of("ModuleTest").withoutPages().passing("isAModule");
  static final Suite SIGNED =
      Suite.of("SignedTest")
          .withoutPages()
          .passing("isSigned", "countsInside", "worksAsAProvider")
          .failing("countsWrongly", WRONG);
  static final Suite BUNDLE =
      Suite.of("BundleTest")
          .withoutPages()
          .passing("countsInABundle", "countsTypesOfABundle", "keepsNothing")
          .failing("countsWrongly", WRONG);
  static final Suite KINDS =
      Suite.of("KindsTest")
          .passing("parameterized", "repeated", "repeated", "dynamic")
          .with(new Expected("parameterized", "[2]", "at most 3 allocations but it made 4"))
          .with(new Expected("dynamic", "[2]", "at most 3 allocations but it made 4"));
  static final Suite INNER_KINDS =
      Suite.of("KindsTest$Inner").failing("nested", "at most 3 allocations but it made 4");

  private Suites() {}

  static Suite orders(String testClass) {
    return Suite.of(testClass)
        .passing(
            "countsExactly",
            "countsTypes",
            "countsThreadsThatItStarts",
            "knowsItsScope",
            "makesNothing",
            "staysWithinItsLimit",
            "keepsNothing")
        .failing("countsWrongly", WRONG)
        .failing("breaksItsLimit", THREE_OF_TWO)
        .failing("keepsThree", KEPT);
  }

  static Suite spring(String testClass) {
    return Suite.of(testClass)
        .passing("countsInBeans", "limitsTheBody", "contextIsNoLeak")
        .failing("breaksItsLimit", THREE_OF_TWO)
        .failing("keepsThree", KEPT);
  }

  static Suite bodies(String testClass) {
    return Suite.of(testClass)
        .passing(
            "countsInBeans",
            "knowsItsScope",
            "makesNothing",
            "staysWithinItsLimit",
            "staysBelow",
            "keepsNothing")
        .failing("countsWronglyInItsScope", WRONG)
        .failing("makesSome", "to make no allocations " + WRONG)
        .failing("breaksItsLimit", THREE_OF_TWO)
        .failing("risesAbove", "to have at most 2 KiB alive at once but it had at least 3.9 KiB")
        .failing("keepsThree", KEPT)
        .failing("keepsABuffer", "to leave nothing behind off the heap but it left 1 block");
  }

  /** Where another copy was first: nothing is tracked, and each test says so. */
  static Suite uncertified(String testClass) {
    String cause = "another copy of TrackMemory";
    Suite suite = Suite.of(testClass);
    for (Expected test : orders(testClass).tests()) {
      suite = suite.failing(test.method(), cause);
    }
    return suite;
  }
}
