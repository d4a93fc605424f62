// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One answer in the format of an API. */
interface AnswerJson {
  /** The answer in one piece. */
  ObjectNode whole();

  /** The answer as the events of a stream. */
  List<ObjectNode> chunks();
}
