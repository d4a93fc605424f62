// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import java.util.List;
import java.util.Map;

/**
 * A request that the server received. Credentials are not kept: the value of a header that carries
 * one is {@code present}.
 *
 * @param headers names in lower case
 * @param body the body as text
 */
public record RecordedRequest(
    String method, String path, Map<String, List<String>> headers, String body) {}
