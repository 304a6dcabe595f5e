package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.trackmemory.extension.NoLeaks;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Servers and channels of a test's own. */
@NoLeaks
class OwnServersTest {

  private static Server kept;

  @Test
  void cleanHasThreadsOfItsOwn() throws Exception {
    use(InProcessServerBuilder.forName("own").addService(new Greeter()).build().start(), "own");
  }

  @Test
  void cleanWorksOnItsThread() throws Exception {
    use(
        InProcessServerBuilder.forName("direct")
            .directExecutor()
            .addService(new Greeter())
            .build()
            .start(),
        "direct");
  }

  @HeldBy("com.acme.OwnServersTest.kept")
  @Test
  void leaksAServer() throws Exception {
    kept = InProcessServerBuilder.forName("kept").addService(new Greeter()).build().start();
  }

  private static void use(Server server, String name) throws InterruptedException {
    ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
    assertEquals(
        "Dear Ann",
        ClientCalls.blockingUnaryCall(channel, Greeter.GREET, CallOptions.DEFAULT, "Ann"));
    channel.shutdown().awaitTermination(10, TimeUnit.SECONDS);
    server.shutdown().awaitTermination(10, TimeUnit.SECONDS);
  }
}
