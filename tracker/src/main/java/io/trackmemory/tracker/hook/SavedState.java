package io.trackmemory.tracker.hook;

import org.jspecify.annotations.Nullable;

/** What a thread goes back to when it leaves a scope, task or body. For that thread only. */
public final class SavedState {

  final Object token;
  final Account account;
  final int ownWork;
  final int firstUse;
  final long testBits;
  final @Nullable SavedState outer;
  int depth = 1;
  @Nullable Assignment task;

  SavedState(
      Object token,
      Account account,
      int ownWork,
      int firstUse,
      long testBits,
      @Nullable SavedState outer) {
    this.token = token;
    this.account = account;
    this.ownWork = ownWork;
    this.firstUse = firstUse;
    this.testBits = testBits;
    this.outer = outer;
  }
}
