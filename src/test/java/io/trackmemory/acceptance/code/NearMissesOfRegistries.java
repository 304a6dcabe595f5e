package io.trackmemory.acceptance.code;

import io.trackmemory.tracker.ThrowingRunnable;
import java.beans.Introspector;
import java.beans.PropertyChangeListener;
import java.beans.PropertyEditorManager;
import java.beans.PropertyEditorSupport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.Authenticator;
import java.net.ContentHandler;
import java.net.ContentHandlerFactory;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.URLStreamHandlerFactory;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.prefs.PreferenceChangeListener;
import java.util.prefs.Preferences;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import javax.swing.UIManager;
import org.jspecify.annotations.Nullable;

/**
 * Registries and defaults of the JDK: what is put there and taken out again, and what stays. Long,
 * as each registry has a pair of its own.
 */
public final class NearMissesOfRegistries {

  private NearMissesOfRegistries() {}

  private static final class Mine extends Provider {
    private static final long serialVersionUID = 1;
    final transient byte[] large = new byte[1_000_000];

    Mine() {
      super("mine", "1", "of a test");
      Pair.use(large);
    }
  }

  private static final class Zone extends SimpleTimeZone {
    private static final long serialVersionUID = 1;

    Zone() {
      super(3_600_000, "Own/Zone");
    }
  }

  /** An editor of nothing. */
  public static final class Editor extends PropertyEditorSupport {}

  private static final class Selector extends ProxySelector {
    @Override
    public List<java.net.Proxy> select(URI uri) {
      return List.of();
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {}
  }

  private static final class Trusting implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static final class Handlers implements URLStreamHandlerFactory {
    @Override
    public @Nullable URLStreamHandler createURLStreamHandler(String protocol) {
      return null;
    }
  }

  private static final class Contents implements ContentHandlerFactory {
    @Override
    public @Nullable ContentHandler createContentHandler(String type) {
      return null;
    }
  }

  private static final class Zones extends ZoneRulesProvider {
    @Override
    protected Set<String> provideZoneIds() {
      return Set.of("Own/Zone");
    }

    @Override
    protected ZoneRules provideRules(String zoneId, boolean forCaching) {
      return ZoneRules.of(java.time.ZoneOffset.UTC);
    }

    @Override
    protected NavigableMap<String, ZoneRules> provideVersions(String zoneId) {
      return new TreeMap<>();
    }
  }

  private static final class NoHandler extends Handler {
    @Override
    public void publish(LogRecord line) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static final class NoFormatter extends Formatter {
    @Override
    public String format(LogRecord line) {
      return "";
    }
  }

  private static final class Asking extends Authenticator {}

  /** All of them; those that cannot be undone come last. */
  public static List<Pair> all() {
    return List.of(
        pair(
            "provider",
            () -> Pair.use(Security.addProvider(new Mine())),
            () -> Security.removeProvider("mine"),
            "ProviderConfig.provider"),
        pair(
            "first provider",
            () -> Pair.use(Security.insertProviderAt(new Mine(), 1)),
            () -> Security.removeProvider("mine"),
            "ProviderConfig.provider"),
        pair(
            "security property",
            () -> Security.setProperty("near.misses", text()),
            () -> Security.setProperty("near.misses", ""),
            "Security.props"),
        pair(
            "time zone",
            () -> TimeZone.setDefault(new Zone()),
            () -> TimeZone.setDefault(null),
            "TimeZone.defaultTimeZone"),
        pair(
            "locale",
            () -> Locale.setDefault(new Locale("xx", "YY")),
            () -> Locale.setDefault(Locale.US),
            "java.util.Locale.default"),
        pair(
            "property editor",
            () -> PropertyEditorManager.registerEditor(Mine.class, Editor.class),
            () -> PropertyEditorManager.registerEditor(Mine.class, null),
            "ThreadGroupContext.propertyEditorFinder"),
        pair(
            "packages of property editors",
            () -> PropertyEditorManager.setEditorSearchPath(new String[] {text()}),
            () -> PropertyEditorManager.setEditorSearchPath(new String[0]),
            "ThreadGroupContext.propertyEditorFinder"),
        pair(
            "packages of bean information",
            () -> Introspector.setBeanInfoSearchPath(new String[] {text()}),
            () -> Introspector.setBeanInfoSearchPath(new String[0]),
            "ThreadGroupContext.beanInfoFinder"),
        pair(
            "handler of a log",
            () -> root().addHandler(new NoHandler()),
            NearMissesOfRegistries::noHandler,
            "java.util.logging.Log"),
        pair(
            "filter of a log",
            () -> root().setFilter(filter(page())),
            () -> root().setFilter(null),
            "java.util.logging.Log"),
        new Pair(
            "formatter of a log",
            () -> format(new NoFormatter()),
            () -> root().getHandlers()[0].setFormatter(new NoFormatter()),
            "java.util.logging.Log",
            () -> {}),
        new Pair(
            "notification",
            NearMissesOfRegistries::notified,
            () -> memory().addNotificationListener(new Listening(page()), null, null),
            "NotificationEmitterSupport$ListenerInfo.listener",
            () -> {}),
        pair(
            "cookies",
            () -> CookieHandler.setDefault(new CookieManager()),
            () -> CookieHandler.setDefault(null),
            "CookieHandler.cookieHandler"),
        pair(
            "proxies",
            () -> ProxySelector.setDefault(new Selector()),
            () -> ProxySelector.setDefault(null),
            "ProxySelector.theProxySelector"),
        pair(
            "authenticator",
            () -> Authenticator.setDefault(new Asking()),
            () -> Authenticator.setDefault(null),
            "Authenticator.theAuthenticator"),
        pair(
            "handler of exceptions",
            () -> Thread.setDefaultUncaughtExceptionHandler(handler(page())),
            () -> Thread.setDefaultUncaughtExceptionHandler(null),
            "Thread.defaultUncaughtExceptionHandler"),
        output(),
        pair(
            "system property",
            () -> System.setProperty("near.misses", text()),
            () -> System.clearProperty("near.misses"),
            "System.props"),
        verifier(),
        new Pair(
            "preferences",
            NearMissesOfRegistries::preferred,
            () -> Preferences.userRoot().addPreferenceChangeListener(new Listening(page())),
            "FileSystemPreferences.userRoot",
            () -> {}),
        windows(),
        pair(
            "task that is due later",
            () -> CompletableFuture.delayedExecutor(1, TimeUnit.HOURS).execute(task(page())),
            () ->
                CompletableFuture.runAsync(
                        task(page()), CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS))
                    .join(),
            "elay"),
        pair(
            "future with a timeout",
            () -> new CompletableFuture<>().orTimeout(1, TimeUnit.HOURS),
            () -> Pair.use(new CompletableFuture<>().orTimeout(1, TimeUnit.HOURS).complete("")),
            "elay"),
        pair(
            "future with a value for its timeout",
            () -> new CompletableFuture<>().completeOnTimeout(page(), 1, TimeUnit.HOURS),
            () ->
                Pair.use(
                    new CompletableFuture<>()
                        .completeOnTimeout(page(), 1, TimeUnit.HOURS)
                        .complete("")),
            "elay"),
        pair(
            "default of SSL",
            NearMissesOfRegistries::trustAll,
            () -> Pair.use(SSLContext.getDefault()),
            "SSLContext.defaultContext"),
        pair(
            "handlers of URLs",
            () -> URL.setURLStreamHandlerFactory(new Handlers()),
            () -> Pair.use(new URL("http://localhost/").getProtocol()),
            "URL.factory"),
        pair(
            "handlers of content",
            () -> URLConnection.setContentHandlerFactory(new Contents()),
            () -> Pair.use(URLConnection.guessContentTypeFromName("a.png")),
            "URLConnection.factory"),
        pair(
            "rules of time zones",
            () -> ZoneRulesProvider.registerProvider(new Zones()),
            () -> Pair.use(ZoneRulesProvider.getAvailableZoneIds().size()),
            "ZoneRulesProvider."));
  }

  /* What is put there and taken out again must pass. */
  private static Pair pair(
      String name, ThrowingRunnable put, ThrowingRunnable takeOut, String holder) {
    boolean both = !holder.equals("elay") && !holder.contains("factory") && !holder.contains("SSL");
    return new Pair(
        name,
        () -> {
          if (both && !name.startsWith("rules")) {
            put.run();
          }
          takeOut.run();
        },
        put,
        holder,
        takeOut);
  }

  private static byte[] page() {
    return new byte[100];
  }

  private static String text() {
    return new String(new char[] {'t'});
  }

  private static Filter filter(Object page) {
    return line -> page.equals(line);
  }

  private static Runnable task(Object page) {
    return () -> Pair.use(page);
  }

  private static Thread.UncaughtExceptionHandler handler(Object page) {
    return (thread, failure) -> Pair.use(page);
  }

  private record Listening(Object page)
      implements PreferenceChangeListener, NotificationListener, PropertyChangeListener {
    @Override
    public void preferenceChange(java.util.prefs.PreferenceChangeEvent event) {}

    @Override
    public void handleNotification(
        javax.management.Notification event, @Nullable Object handback) {}

    @Override
    public void propertyChange(java.beans.PropertyChangeEvent event) {}
  }

  private static void preferred() {
    PreferenceChangeListener listener = new Listening(page());
    Preferences.userRoot().addPreferenceChangeListener(listener);
    Preferences.userRoot().removePreferenceChangeListener(listener);
  }

  private static Logger root() {
    return Logger.getLogger("");
  }

  private static void noHandler() {
    for (Handler each : root().getHandlers()) {
      if (each instanceof NoHandler) {
        root().removeHandler(each);
      }
    }
  }

  private static void format(Formatter formatter) {
    Handler handler = root().getHandlers()[0];
    Formatter before = handler.getFormatter();
    handler.setFormatter(formatter);
    handler.setFormatter(before);
  }

  private static void notified() throws Exception {
    NotificationListener listener = new Listening(page());
    memory().addNotificationListener(listener, null, null);
    memory().removeNotificationListener(listener);
  }

  private static NotificationEmitter memory() {
    return (NotificationEmitter) ManagementFactory.getMemoryMXBean();
  }

  private static Pair output() {
    PrintStream before = System.err;
    return pair(
        "output",
        () -> System.setErr(new PrintStream(OutputStream.nullOutputStream())),
        () -> System.setErr(before),
        "System.err");
  }

  private static Pair verifier() {
    var before = HttpsURLConnection.getDefaultHostnameVerifier();
    return pair(
        "verifier of host names",
        () -> {
          Object page = page();
          HttpsURLConnection.setDefaultHostnameVerifier((name, session) -> page.equals(name));
        },
        () -> HttpsURLConnection.setDefaultHostnameVerifier(before),
        "HttpsURLConnection.defaultHostnameVerifier");
  }

  private static Pair windows() {
    return pair(
        "listener of windows",
        () -> UIManager.addPropertyChangeListener(new Listening(page())),
        () -> {
          for (PropertyChangeListener each : UIManager.getPropertyChangeListeners()) {
            UIManager.removePropertyChangeListener(each);
          }
        },
        "AppContext");
  }

  private static void trustAll() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Trusting()}, null);
    SSLContext.setDefault(context);
  }
}
