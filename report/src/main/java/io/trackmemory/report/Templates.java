package io.trackmemory.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.reflect.MissingWrapper;
import com.github.mustachejava.reflect.ReflectionObjectHandler;
import com.github.mustachejava.util.Wrapper;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;

/** The pages' templates. Values are escaped; a key that a view does not have is an error. */
final class Templates {

  private static final Mustache PAGE;
  private static final Mustache INDEX;

  static {
    DefaultMustacheFactory factory =
        new DefaultMustacheFactory(name -> new StringReader(Assets.text(name)));
    factory.setObjectHandler(new Strict());
    PAGE = factory.compile("page.mustache");
    INDEX = factory.compile("index.mustache");
  }

  private Templates() {}

  static String page(PageView view) {
    return render(PAGE, view);
  }

  static String index(IndexView view) {
    return render(INDEX, view);
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
