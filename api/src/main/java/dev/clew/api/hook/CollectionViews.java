// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks through JDK collections that delegate to another collection, such as those of {@code
 * Collections.unmodifiableList}, {@code subList} or the key set of a map: calling the outer one
 * calls the inner one, which may be the application's.
 *
 * <p>Reads private fields, for which {@code java.util} has to be open to this class. If it is not,
 * the inner collection is unknown and the outer one is not called.
 */
final class CollectionViews {
  /**
   * Limit for nested views; a collection nested deeper is not inspected and therefore not called.
   */
  private static final int MAX_DEPTH = 16;

  /** The fields of a class that hold other collections; null if they cannot be read. */
  private static final ClassValue<Field @Nullable []> INNER =
      new ClassValue<>() {
        @Override
        protected Field @Nullable [] computeValue(Class<?> type) {
          return fields(type);
        }
      };

  private CollectionViews() {}

  /**
   * Returns whether {@code object}, whose class is the JDK's, can be iterated or asked for its size
   * without calling any class outside the JDK. True also if it is not a collection.
   */
  static boolean isJdkThroughout(Object object) {
    return isJdkThroughout(object, 0);
  }

  private static boolean isJdkThroughout(Object object, int depth) {
    if (!isCollection(object.getClass())) {
      return true;
    }
    Field[] fields = INNER.get(object.getClass());
    if (fields == null || depth == MAX_DEPTH) {
      return false;
    }
    for (Field field : fields) {
      Object inner = value(field, object);
      if (inner != null
          && !(LibraryClasses.hasClassOfJdk(inner) && isJdkThroughout(inner, depth + 1))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object value(Field field, Object of) {
    try {
      return field.get(of);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Skips transient fields: they are views of the object itself or internal storage of a JDK set.
   */
  private static Field @Nullable [] fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        if (!Modifier.isStatic(modifiers)
            && !Modifier.isTransient(modifiers)
            && isCollection(field.getType())) {
          if (!field.trySetAccessible()) {
            return null;
          }
          fields.add(field);
        }
      }
    }
    return fields.toArray(new Field[0]);
  }

  private static boolean isCollection(Class<?> type) {
    return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
  }
}
