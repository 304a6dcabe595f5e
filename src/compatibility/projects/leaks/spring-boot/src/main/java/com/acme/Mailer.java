package com.acme;

import java.util.concurrent.CompletableFuture;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/** Works on a thread of the pool. */
@Component
class Mailer {

  @Async
  CompletableFuture<String> greet(String user) {
    Session.CURRENT.set(new Session(user));
    try {
      return CompletableFuture.completedFuture("Dear " + Session.CURRENT.get().user());
    } finally {
      Session.CURRENT.remove();
    }
  }

  @Async
  CompletableFuture<String> greetAndForget(String user) {
    Session.CURRENT.set(new Session(user));
    return CompletableFuture.completedFuture("Dear " + Session.CURRENT.get().user());
  }
}
