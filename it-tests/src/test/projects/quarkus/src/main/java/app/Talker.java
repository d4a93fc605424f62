// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import io.quarkiverse.langchain4j.RegisterAiService;
import io.smallrye.mutiny.Multi;

@RegisterAiService
@SystemMessage("Be brief.")
public interface Talker {
  String talk(@MemoryId String customer, @UserMessage String text);

  String greet(@UserMessage String text);

  Multi<String> tell(@UserMessage String text);

  TokenStream stream(@MemoryId String customer, @UserMessage String text);
}
