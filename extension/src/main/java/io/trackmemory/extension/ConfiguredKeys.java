package io.trackmemory.extension;

import io.trackmemory.tracker.spi.Settings;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys {@code trackmemory.*} that are set anywhere, known or not: as system properties, and as
 * configuration parameters of the test plans that run now. An extension can ask JUnit for the value
 * of a key but not for the keys; {@link SettingsListener} sees them. Any thread may call it.
 */
final class ConfiguredKeys {

  private static final Map<Object, Set<String>> OF_RUNNING_PLANS = new ConcurrentHashMap<>();

  private ConfiguredKeys() {}

  static void planStarts(Object plan, Collection<String> keys) {
    Set<String> ours = new TreeSet<>(keys);
    ours.removeIf(key -> !key.startsWith(Settings.PREFIX));
    OF_RUNNING_PLANS.put(plan, ours);
  }

  static void planEnds(Object plan) {
    OF_RUNNING_PLANS.remove(plan);
  }

  static Set<String> all() {
    Set<String> keys = new TreeSet<>(System.getProperties().stringPropertyNames());
    keys.removeIf(key -> !key.startsWith(Settings.PREFIX));
    OF_RUNNING_PLANS.values().forEach(keys::addAll);
    return keys;
  }
}
