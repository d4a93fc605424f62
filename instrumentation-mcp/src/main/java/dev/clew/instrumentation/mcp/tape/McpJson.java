// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp.tape;

import io.modelcontextprotocol.spec.McpSchema;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** The SDK's own mapper, which each line of versions keeps somewhere else. */
final class McpJson {
  private static final String JSON = "io.modelcontextprotocol.json.";

  private final Object mapper;
  private final Method write;
  private final Method read;

  McpJson() throws ReflectiveOperationException {
    ClassLoader loader = McpSchema.class.getClassLoader();
    Class<?> type;
    Object found;
    try {
      type = loader.loadClass(JSON + "McpJsonMapper"); // since 0.14
      found = defaultMapper(type, loader);
    } catch (ClassNotFoundException older) {
      type = loader.loadClass("com.fasterxml.jackson.databind.ObjectMapper");
      found = type.getConstructor().newInstance();
    }
    mapper = found;
    write = type.getMethod("writeValueAsString", Object.class);
    read = type.getMethod("readValue", String.class, Class.class);
  }

  private static Object defaultMapper(Class<?> type, ClassLoader loader)
      throws ReflectiveOperationException {
    try {
      return type.getMethod("getDefault").invoke(null); // until 0.18
    } catch (NoSuchMethodException newer) {
      return loader.loadClass(JSON + "McpJsonDefaults").getMethod("getMapper").invoke(null);
    }
  }

  String write(Object value) throws ReflectiveOperationException {
    return (String) call(write, value);
  }

  <T> T read(String text, Class<T> type) throws ReflectiveOperationException {
    return type.cast(call(read, text, type));
  }

  private Object call(Method method, Object... arguments) throws ReflectiveOperationException {
    try {
      return method.invoke(mapper, arguments);
    } catch (InvocationTargetException thrown) {
      throw new ReflectiveOperationException(thrown.getTargetException());
    }
  }
}
