package io.trackmemory.tracker.jdk;

import java.util.regex.Pattern;

/**
 * Names of classes that are made while a program runs, by the JDK and by the libraries that most
 * programs use for it: what numbers them differs from run to run, the rest tells what they are.
 * Classes that a compiler makes ({@code Foo$1}, closures of Groovy and Kotlin) are not among them.
 * Any thread may ask.
 */
public final class GeneratedNames {

  private static final Pattern HIDDEN = Pattern.compile("[/+.]0x[0-9a-f]+");

  /* What is numbered, and its number behind; before the end, or before what is made of it. */
  private static final Pattern NUMBERED =
      Pattern.compile(
          "(\\$\\$Lambda)\\$\\d+"
              + "|(\\$Proxy|Generated(?:Method|Constructor|SerializationConstructor)Accessor)\\d+"
              + "|(\\$ByteBuddy|\\$MockitoMock|\\$auxiliary)\\$\\w+"
              + "|(\\$Hibernate(?:Proxy|Basic|Instantiator|AccessOptimizer))\\$\\w+"
              + "|(\\$\\$(?:SpringCGLIB|EnhancerBy[A-Za-z]+|FastClass[A-Za-z]*|KeyFactoryBy[A-Za-z]+"
              + "|BulkBeanBy[A-Za-z]+))(?:\\$\\$\\w+)+"
              + "|(_\\$\\$_(?:jvst|javassist))\\w+");

  /* How all of them begin, but the accessors. */
  private static final String[] BEFORE_NUMBERS = {
    "$$", "$Proxy", "$ByteBuddy", "$MockitoMock", "$auxiliary", "$Hibernate"
  };

  /* Parts of the names of classes that Mockito, Byte Buddy, Hibernate, Spring and CGLIB, Javassist
   * and Weld, OpenWebBeans, Micronaut and the JDK generate. */
  private static final String[] MARKS = {
    "$MockitoMock$",
    "$ByteBuddy$",
    "$auxiliary$",
    "$HibernateProxy",
    "$HibernateBasic",
    "$HibernateInstantiator",
    "$HibernateAccessOptimizer",
    "$$SpringCGLIB",
    "$$EnhancerBy",
    "$$FastClass",
    "$$Owb",
    "_$$_",
    "$Intercepted",
    "_Observer_",
  };

  /* Likewise at the end: folded names, and those of Quarkus. */
  private static final String[] ENDINGS = {
    "$MockitoMock", "$ByteBuddy", "$auxiliary", "_ClientProxy", "_Subclass", "_Bean"
  };

  private GeneratedNames() {}

  /** {@code com.acme.Foo$$Lambda} for {@code com.acme.Foo$$Lambda$14/0x0000000800c03000}. */
  public static String folded(String name) {
    String visible = name.contains("0x") ? HIDDEN.matcher(name).replaceAll("") : name;
    return isNumbered(visible) || visible.contains("Accessor")
        ? NUMBERED.matcher(visible).replaceAll("$1$2$3$4$5$6")
        : visible;
  }

  /* Most names have no such thing, and there are as many as classes: a pattern takes long for them. */
  private static boolean isNumbered(String name) {
    for (int at = name.indexOf('$'); at >= 0; at = name.indexOf('$', at + 1)) {
      for (String begin : BEFORE_NUMBERS) {
        if (name.startsWith(begin, at)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether a class has no lines of its own and stands for another: a proxy, not a lambda. No
   * patterns and no lambdas: it is asked inside the transformer.
   */
  public static boolean isStandIn(String name) {
    if (name.indexOf('$') < 0 && name.indexOf('_') < 0) {
      return false;
    }
    for (String mark : MARKS) {
      if (name.contains(mark)) {
        return true;
      }
    }
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        return true;
      }
    }
    int simple = Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1;
    boolean odd = name.startsWith("$", simple); // nobody writes such names by hand
    return odd || isOfMockK(name);
  }

  /* $Subclass and a number. */
  private static boolean isOfMockK(String name) {
    int end = name.length();
    while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
      end--;
    }
    return end < name.length() && name.startsWith("$Subclass", end - "$Subclass".length());
  }

  /** Whether the JVM hides a class, by its name as dumps have it. */
  public static boolean isHidden(String name) {
    return name.contains("0x") && HIDDEN.matcher(name).find();
  }
}
