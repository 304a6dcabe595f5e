package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.trackmemory.extension.NoLeaks;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One server and one channel for all tests. */
@NoLeaks
class GreeterTest {

  private static final Greeter GREETER = new Greeter();
  private static Server server;
  private static ManagedChannel channel;

  @BeforeAll
  static void open() throws Exception {
    server = InProcessServerBuilder.forName("greeter").addService(GREETER).build().start();
    channel = InProcessChannelBuilder.forName("greeter").build();
  }

  @AfterAll
  static void close() throws InterruptedException {
    GREETER.end();
    channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
  }

  private static String greet(String name) {
    return ClientCalls.blockingUnaryCall(channel, Greeter.GREET, CallOptions.DEFAULT, name);
  }

  @Test
  void cleanWatchesForAWhile() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Context.CancellableContext context = Context.current().withCancellation();
    context.run(
        () ->
            ClientCalls.asyncServerStreamingCall(
                channel.newCall(Greeter.WATCH, CallOptions.DEFAULT),
                "prices",
                new Seen(first, ended)));
    assertTrue(first.await(10, TimeUnit.SECONDS));
    GREETER.end();
    assertTrue(ended.await(10, TimeUnit.SECONDS));
    context.cancel(null);
  }

  @Test
  void cleanChats() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(3);
    CountDownLatch ended = new CountDownLatch(1);
    StreamObserver<String> said =
        ClientCalls.asyncBidiStreamingCall(
            channel.newCall(Greeter.CHAT, CallOptions.DEFAULT), new Seen(first, ended));
    for (String text : List.of("one", "two", "three")) {
      said.onNext(text);
    }
    said.onCompleted();
    assertTrue(first.await(10, TimeUnit.SECONDS) && ended.await(10, TimeUnit.SECONDS));
  }

  @Test
  void cleanCounts() {
    Iterator<String> numbers =
        ClientCalls.blockingServerStreamingCall(channel, Greeter.COUNT, CallOptions.DEFAULT, "100");
    int count = 0;
    while (numbers.hasNext()) {
      count += numbers.next().isEmpty() ? 0 : 1;
    }
    assertEquals(100, count);
  }

  @Test
  void cleanFails() {
    StatusRuntimeException failure = assertThrows(StatusRuntimeException.class, () -> greet(""));
    assertEquals(Status.Code.INVALID_ARGUMENT, failure.getStatus().getCode());
  }

  @Test
  void cleanGreets() {
    assertEquals("Dear Ann", greet("Ann"));
  }

  @Test
  void cleanJoins() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    StreamObserver<String> parts =
        ClientCalls.asyncClientStreamingCall(
            channel.newCall(Greeter.JOIN, CallOptions.DEFAULT), new Seen(first, ended));
    parts.onNext("one");
    parts.onNext("two");
    parts.onCompleted();
    assertTrue(ended.await(10, TimeUnit.SECONDS));
  }

  @Test
  void cleanMeetsADeadline() {
    assertEquals(
        "Dear Bob",
        ClientCalls.blockingUnaryCall(
            channel,
            Greeter.GREET,
            CallOptions.DEFAULT.withDeadline(Deadline.after(10, TimeUnit.SECONDS)),
            "Bob"));
  }

  @Test
  void cleanSendsHeaders() {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("user", Metadata.ASCII_STRING_MARSHALLER), "ann");
    assertEquals(
        "Dear Ann",
        ClientCalls.blockingUnaryCall(
            ClientInterceptors.intercept(
                channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
            Greeter.GREET,
            CallOptions.DEFAULT,
            "Ann"));
  }

  @HeldBy("com.acme.Channels.OPEN")
  @Test
  void leaksAChannel() {
    ManagedChannel own = InProcessChannelBuilder.forName("greeter").build();
    assertEquals(
        "Dear Ann", ClientCalls.blockingUnaryCall(own, Greeter.GREET, CallOptions.DEFAULT, "Ann"));
    Channels.OPEN.add(own);
  }

  @HeldBy("com.acme.GreeterTest.GREETER.greeted")
  @Test
  void leaksFriends() {
    assertEquals("Dear friend Bob", greet("friend Bob"));
  }

  @HeldBy("com.acme.GreeterTest.GREETER.watching | com.acme.GreeterTest.server.transports")
  @Test
  void leaksWhoWatches() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    ClientCalls.asyncServerStreamingCall(
        channel.newCall(Greeter.WATCH, CallOptions.DEFAULT),
        "prices",
        new Seen(first, new CountDownLatch(1)));
    assertTrue(first.await(10, TimeUnit.SECONDS));
  }

  private static final class Seen implements StreamObserver<String> {

    private final List<String> texts = new ArrayList<>();
    private final CountDownLatch some;
    private final CountDownLatch ended;

    Seen(CountDownLatch some, CountDownLatch ended) {
      this.some = some;
      this.ended = ended;
    }

    @Override
    public void onNext(String text) {
      texts.add(text);
      some.countDown();
    }

    @Override
    public void onError(Throwable problem) {
      ended.countDown();
    }

    @Override
    public void onCompleted() {
      ended.countDown();
    }
  }
}
