package io.trackmemory.report.finding;

import io.trackmemory.report.finding.Evidence.Made;
import io.trackmemory.tracker.AllocationSite.Origin;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What to do about many objects of one type, by the type and by what makes it.
 *
 * @param type names of types that it is for
 * @param by names of methods that make them, with their class
 * @param advice what to do
 */
record SmallAdvice(Pattern type, Pattern by, String advice) {

  private static final String ANY = ".*";
  private static final String LIBRARY =
      "A library makes it for this line: look for a way that works on parts as they come, or uses"
          + " an object again.";
  private static final String OWN =
      "Make one before the loop and use it again, or hand on the values without an object.";

  /** The first that fits decides. */
  private static final List<SmallAdvice> ALL =
      List.of(
          of(
              ".*\\$\\$Lambda.*",
              ANY,
              "Make the lambda once, before the loop, or let it capture nothing."),
          of(
              ".*(Itr|Iterator)|.*\\$(ArrayItr|ListItr)",
              ANY,
              "Go through a list by index here, or through an array: for-each makes an iterator"
                  + " each time."),
          of(
              "java\\.lang\\.String|byte\\[\\]|char\\[\\]",
              "java\\.lang\\.(String\\w*|AbstractStringBuilder|Abstract\\w*|Integer|Long)\\..*",
              "Append to one StringBuilder, or write to where the text goes, instead of making a"
                  + " String each time."),
          of(
              ".*\\[\\]",
              ".*\\.values",
              "values() copies its array each time: keep it in a static final field."),
          of(
              "java\\.util\\.regex\\..*|int\\[\\]",
              "java\\.util\\.regex\\..*",
              "Compile the pattern once, in a static final field, and reset one Matcher."),
          of(
              "java\\.util\\.Optional\\w*",
              ANY,
              "Return the value, or one that stands for none, where this is called so often."),
          of(
              ".*\\$(Node|Entry|TreeNode)",
              "java\\.util\\..*",
              "Each mapping has an object of its own: take arrays, or a map of primitives, or fewer"
                  + " mappings."),
          of(".*\\[\\]", ANY, "Make the array once, before the loop, and fill it again."));

  private static SmallAdvice of(String type, String by, String advice) {
    return new SmallAdvice(Pattern.compile(type), Pattern.compile(by), advice);
  }

  static String of(Made made) {
    String by = made.allocates().className() + "." + made.allocates().methodName();
    return ALL.stream()
        .filter(each -> each.type.matcher(made.type()).matches() && each.by.matcher(by).matches())
        .map(SmallAdvice::advice)
        .findFirst()
        .orElse(made.allocates().origin() == Origin.USER ? OWN : LIBRARY);
  }
}
