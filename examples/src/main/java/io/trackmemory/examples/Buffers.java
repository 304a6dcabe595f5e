package io.trackmemory.examples;

import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;

/** Buffers that are lent, and given back whatever happens. */
final class Buffers {

  private final GenericObjectPool<StringBuilder> pool = new GenericObjectPool<>(new Factory());

  /** Text between quotation marks. */
  String quoted(String text) throws Exception {
    StringBuilder buffer = pool.borrowObject();
    try {
      return buffer.append('"').append(text).append('"').toString();
    } finally {
      pool.returnObject(buffer);
    }
  }

  /** How many the pool believes to be in use. */
  int lent() {
    return pool.getNumActive();
  }

  private static final class Factory extends BasePooledObjectFactory<StringBuilder> {

    @Override
    public StringBuilder create() {
      return new StringBuilder(64);
    }

    @Override
    public PooledObject<StringBuilder> wrap(StringBuilder buffer) {
      return new DefaultPooledObject<>(buffer);
    }

    @Override
    public void passivateObject(PooledObject<StringBuilder> lent) {
      lent.getObject().setLength(0);
    }
  }
}
