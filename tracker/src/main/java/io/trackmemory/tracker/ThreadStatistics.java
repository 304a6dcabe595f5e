package io.trackmemory.tracker;

/**
 * What one thread allocated within a scope.
 *
 * @param threadName name of the thread when it first allocated
 * @param threadId its identifier in this JVM
 * @param ownThread whether it is the thread that opened the scope
 * @param count number of objects, exact
 * @param bytes their shallow size in bytes, exact
 */
public record ThreadStatistics(
    String threadName, long threadId, boolean ownThread, long count, long bytes) {}
