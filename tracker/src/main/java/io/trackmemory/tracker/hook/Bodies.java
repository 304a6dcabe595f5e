package io.trackmemory.tracker.hook;

/**
 * Scopes of the bodies of test methods, armed by {@link ScopeLedger.Body}. For their thread only.
 */
public final class Bodies {

  private Bodies() {}

  static void begins(ThreadRecorder recorder, int method) {
    SavedState top = recorder.saved;
    if (top != null && top.token instanceof ScopeLedger.Body body && body.method == method) {
      top.depth++;
      return;
    }
    ScopeLedger scope = recorder.account.scope;
    ScopeLedger.Body body = scope == null ? null : scope.takeBody(method);
    if (body != null) {
      try {
        body.begins(recorder, recorder.account);
        recorder.enter(body.ledger, body);
      } catch (Throwable e) {
        Recorders.lose(e);
      }
    }
  }

  static void ends(ThreadRecorder recorder, int method) {
    SavedState top = recorder.saved;
    while (top != null && !(top.token instanceof ScopeLedger.Body)) {
      top = top.outer;
    }
    if (top != null
        && top.token instanceof ScopeLedger.Body body
        && body.method == method
        && --top.depth == 0) {
      recorder.leave(body);
      body.ended = true;
    }
  }
}
