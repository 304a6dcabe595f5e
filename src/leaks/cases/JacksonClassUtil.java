import com.fasterxml.jackson.databind.util.ClassUtil;
import io.trackmemory.tracker.ThrowingRunnable;
import java.io.IOException;
import java.io.InputStream;

/** Asks for the constructors of a class that another loader defines. */
public final class JacksonClassUtil implements ThrowingRunnable {

  /** A bean of a plug-in. */
  public static final class Bean {}

  private static final class Loader extends ClassLoader {
    Loader() {
      super(JacksonClassUtil.class.getClassLoader());
    }

    Class<?> define(Class<?> same) throws IOException {
      String file = "/" + same.getName() + ".class";
      try (InputStream in = same.getResourceAsStream(file)) {
        byte[] code = in.readAllBytes();
        return defineClass(same.getName(), code, 0, code.length);
      }
    }
  }

  @Override
  public void run() throws IOException {
    ClassUtil.getConstructors(new Loader().define(Bean.class));
  }
}
