import io.trackmemory.tracker.ThrowingRunnable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.client.HttpClient;

/** Asks a server that is not there. */
public final class JettyDestinations implements ThrowingRunnable {

  private final HttpClient client = new HttpClient();

  public JettyDestinations() throws Exception {
    client.setRemoveIdleDestinations(true);
    client.start();
  }

  @Override
  public void run() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try {
      client.GET("http://127.0.0.1:" + port + "/");
      throw new IllegalStateException("nobody must listen on port " + port);
    } catch (ExecutionException e) {
      // as it must be
    }
  }
}
