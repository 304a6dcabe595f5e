package io.trackmemory.tracker.question;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable map of which all objects but its keys and values are of our own classes, so that
 * it is in no class histogram: what one census of a heap keeps must not be a rise for the next. Any
 * thread may read it.
 */
final class UnseenMap<V> extends AbstractMap<String, V> {

  private final @Nullable Node<V>[] table;
  private final int size;

  @SuppressWarnings({"unchecked", "rawtypes"})
  private UnseenMap(Map<String, ? extends V> map, UnaryOperator<String> key) {
    table = new Node[Integer.highestOneBit(Math.max(map.size(), 1)) << 1];
    size = map.size();
    map.forEach(
        (name, value) -> {
          int at = index(name);
          table[at] = new Node<>(key.apply(name), value, table[at]);
        });
  }

  /** Copies a map. */
  static <V> Map<String, V> copyOf(Map<String, V> map) {
    return map instanceof UnseenMap<V> ? map : new UnseenMap<>(map, UnaryOperator.identity());
  }

  /** Copies a map, with the keys of another where they are equal. */
  static <V> Map<String, V> copyOf(Map<String, V> map, Map<String, V> keys) {
    return new UnseenMap<>(
        map,
        name -> {
          Node<V> known = keys instanceof UnseenMap<V> unseen ? unseen.node(name) : null;
          return known == null ? name : known.key;
        });
  }

  private record Node<V>(String key, V value, @Nullable Node<V> next) {}

  private int index(Object key) {
    int hash = key.hashCode();
    return (hash ^ (hash >>> 16)) & (table.length - 1);
  }

  private @Nullable Node<V> node(Object key) {
    Node<V> at = table[index(key)];
    while (at != null && !at.key.equals(key)) {
      at = at.next;
    }
    return at;
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    Node<V> node = key == null ? null : node(key);
    return node == null ? null : node.value;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key != null && node(key) != null;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Set<Map.Entry<String, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, V>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, V>> {
    private int row = -1;
    private @Nullable Node<V> next;

    Entries() {
      advance();
    }

    private void advance() {
      next = next == null ? null : next.next;
      while (next == null && ++row < table.length) {
        next = table[row];
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Map.Entry<String, V> next() {
      Node<V> node = next;
      if (node == null) {
        throw new NoSuchElementException();
      }
      advance();
      return Map.entry(node.key, node.value);
    }
  }
}
