// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.spring.AiService;

@AiService
interface Writer {
  TokenStream write(String subject);
}
