package com.acme;

import io.grpc.ManagedChannel;
import java.util.ArrayList;
import java.util.List;

/** Channels that somebody opened, until he closes them. */
public final class Channels {

  static final List<ManagedChannel> OPEN = new ArrayList<>();

  private Channels() {}
}
