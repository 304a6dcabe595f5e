package com.acme;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A service whose messages are texts. */
public final class Greeter implements BindableService {

  static final MethodDescriptor<String, String> GREET = method("Greet", MethodType.UNARY);
  static final MethodDescriptor<String, String> COUNT =
      method("Count", MethodType.SERVER_STREAMING);
  static final MethodDescriptor<String, String> JOIN = method("Join", MethodType.CLIENT_STREAMING);
  static final MethodDescriptor<String, String> CHAT = method("Chat", MethodType.BIDI_STREAMING);
  static final MethodDescriptor<String, String> WATCH =
      method("Watch", MethodType.SERVER_STREAMING);

  private final List<StreamObserver<String>> watching = new ArrayList<>();
  private final Set<String> greeted = ConcurrentHashMap.newKeySet();

  private static MethodDescriptor<String, String> method(String name, MethodType type) {
    return MethodDescriptor.newBuilder(new Texts(), new Texts())
        .setFullMethodName(MethodDescriptor.generateFullMethodName("com.acme.Greeter", name))
        .setType(type)
        .build();
  }

  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder("com.acme.Greeter")
        .addMethod(GREET, ServerCalls.asyncUnaryCall(this::greet))
        .addMethod(COUNT, ServerCalls.asyncServerStreamingCall(this::count))
        .addMethod(JOIN, ServerCalls.asyncClientStreamingCall(this::join))
        .addMethod(CHAT, ServerCalls.asyncBidiStreamingCall(this::chat))
        .addMethod(WATCH, ServerCalls.asyncServerStreamingCall(this::watch))
        .build();
  }

  private void greet(String name, StreamObserver<String> answers) {
    if (name.isEmpty()) {
      answers.onError(Status.INVALID_ARGUMENT.withDescription("no name").asRuntimeException());
      return;
    }
    if (name.startsWith("friend ")) {
      greeted.add(name.substring("friend ".length()));
    }
    answers.onNext("Dear " + name);
    answers.onCompleted();
  }

  private void count(String to, StreamObserver<String> answers) {
    for (int i = 0; i < Integer.parseInt(to); i++) {
      answers.onNext("number " + i);
    }
    answers.onCompleted();
  }

  private StreamObserver<String> join(StreamObserver<String> answers) {
    StringBuilder all = new StringBuilder();
    return new Each(answers) {
      @Override
      public void onNext(String text) {
        all.append(text);
      }

      @Override
      public void onCompleted() {
        answers.onNext(all.toString());
        answers.onCompleted();
      }
    };
  }

  private StreamObserver<String> chat(StreamObserver<String> answers) {
    return new Each(answers) {
      @Override
      public void onNext(String text) {
        answers.onNext(text + "?");
      }
    };
  }

  private void watch(String what, StreamObserver<String> answers) {
    synchronized (watching) {
      watching.add(answers);
    }
    answers.onNext("watching " + what);
  }

  /** Ends all who watch. */
  public void end() {
    synchronized (watching) {
      watching.forEach(StreamObserver::onCompleted);
      watching.clear();
    }
  }

  private static class Each implements StreamObserver<String> {

    private final StreamObserver<String> answers;

    Each(StreamObserver<String> answers) {
      this.answers = answers;
    }

    @Override
    public void onNext(String text) {}

    @Override
    public void onError(Throwable problem) {}

    @Override
    public void onCompleted() {
      answers.onCompleted();
    }
  }

  private static final class Texts implements MethodDescriptor.Marshaller<String> {

    @Override
    public InputStream stream(String text) {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
