// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.service.spring.AiService;

@AiService
interface Assistant {
  String answer(String question);
}
