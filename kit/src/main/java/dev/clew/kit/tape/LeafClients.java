// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.tape;

import dev.clew.kit.value.PrivateFields;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the clients that talk to the network. Libraries and applications wrap clients in
 * clients that retry, log or sign; a call is recorded and answered once, by the innermost.
 */
public final class LeafClients {
  private final Class<?> client;
  private final String library;
  private final List<String> leaves;

  /** The names of the fields that hold other clients; null if the class never counts. */
  private final ClassValue<@Nullable List<String>> inner =
      new ClassValue<>() {
        @Override
        protected @Nullable List<String> computeValue(Class<?> type) {
          return fields(type);
        }
      };

  /**
   * Creates the check.
   *
   * @param client the library's interface of clients
   * @param library the library's package, with a dot at its end, of whose classes only {@code
   *     leaves} count
   */
  public LeafClients(Class<?> client, String library, String... leaves) {
    this.client = client;
    this.library = library;
    this.leaves = List.of(leaves);
  }

  /** Returns whether {@code object} holds no other client. Calls no method of it. */
  public boolean isLeaf(Object object) {
    List<String> fields = inner.get(object.getClass());
    if (fields == null) {
      return false;
    }
    for (String field : fields) {
      if (client.isInstance(PrivateFields.read(object, field))) {
        return false;
      }
    }
    return true;
  }

  private @Nullable List<String> fields(Class<?> type) {
    if (type.getName().startsWith(library)) {
      return leaves.contains(type.getName()) ? List.of() : null;
    }
    List<String> names = new ArrayList<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          names.add(field.getName());
        }
      }
    }
    return names;
  }
}
