package io.trackmemory.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.reflect.MissingWrapper;
import com.github.mustachejava.reflect.ReflectionObjectHandler;
import com.github.mustachejava.util.Wrapper;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;

/** The pages' templates. Values are escaped; a key that a view does not have is an error. */
final class Templates {

  private static final DefaultMustacheFactory FACTORY = factory();
  private static final Mustache PAGE = FACTORY.compile("page.mustache");
  private static final Mustache INDEX = FACTORY.compile("index.mustache");
  private static final Mustache COMPARISON = FACTORY.compile("comparison.mustache");
  private static final Mustache NAV = FACTORY.compile("nav.mustache");

  private Templates() {}

  static String page(PageView view) {
    return render(PAGE, view);
  }

  /** Prints the region of a page that tells its neighbours. */
  static String nav(NavView view) {
    return render(NAV, view).strip();
  }

  /** Prints the index as it is made, row by row. */
  static void index(IndexView view, Writer out) {
    INDEX.execute(out, view);
  }

  /** Prints two runs beside each other. */
  static void comparison(ComparisonView view, Writer out) {
    COMPARISON.execute(out, view);
  }

  /** For tests: a template given as text. */
  static String render(String template, Object view) {
    return render(FACTORY.compile(new StringReader(template), "given"), view);
  }

  private static DefaultMustacheFactory factory() {
    DefaultMustacheFactory factory =
        new DefaultMustacheFactory(name -> new StringReader(Assets.text(name)));
    factory.setObjectHandler(new Strict());
    return factory;
  }

  private static String render(Mustache template, Object view) {
    StringWriter text = new StringWriter(1 << 16);
    template.execute(text, view);
    return text.toString();
  }

  private static final class Strict extends ReflectionObjectHandler {

    @Override
    public Wrapper find(String name, List<Object> scopes) {
      Wrapper found = super.find(name, scopes);
      if (found instanceof MissingWrapper) {
        throw new MustacheException("no view has the key \"" + name + "\"");
      }
      return found;
    }
  }
}
