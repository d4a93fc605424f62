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
 * Looks into the collections of the JDK that pass on to another one, such as what {@code
 * Collections.unmodifiableList} returns, {@code subList} or the keys of a map: to ask the outer one
 * is to ask the inner one, which may be the application's.
 *
 * <p>Reads fields, for which {@code java.util} has to be open to this class. Where it is not, what
 * is within stays unknown and is not asked.
 */
final class CollectionViews {
  /** Views of views of views; what is deeper is not looked at, and so not asked. */
  private static final int MAX_DEPTH = 16;

  /** The fields of a class that lead to other collections; null if they cannot be read. */
  private static final ClassValue<Field @Nullable []> INNER =
      new ClassValue<>() {
        @Override
        protected Field @Nullable [] computeValue(Class<?> type) {
          return fields(type);
        }
      };

  private CollectionViews() {}

  /**
   * Returns whether {@code object}, of a class of the JDK, is no collection, or one that calls no
   * other than the JDK's when it is iterated or asked for its size.
   */
  static boolean isOfJdkAllTheWay(Object object) {
    return isOfJdkAllTheWay(object, 0);
  }

  private static boolean isOfJdkAllTheWay(Object object, int depth) {
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
          && !(LibraryClasses.hasClassOfJdk(inner) && isOfJdkAllTheWay(inner, depth + 1))) {
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

  /** Transient ones are views of the object itself, or what a set of the JDK keeps its own in. */
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
