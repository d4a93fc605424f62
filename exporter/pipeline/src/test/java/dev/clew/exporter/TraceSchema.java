// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Set;

/** The documented schema. */
public final class TraceSchema {
  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(TraceSchema.class.getResourceAsStream("/trace-format.schema.json"));

  /** Returns what is wrong with {@code line}. */
  public Set<ValidationMessage> violations(String line) {
    return schema.validate(line, InputFormat.JSON);
  }
}
