// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.service.UserMessage;
import io.quarkiverse.langchain4j.RegisterAiService;

@RegisterAiService(tools = FareTools.class)
public interface Assistant {
  String answer(@UserMessage String question);
}
