// SPDX-License-Identifier: Apache-2.0
package com.example.parrot;

/**
 * What a parrot says.
 *
 * @param model the model that answered
 * @param wordsHeard the length of the question, which is what parrots charge for
 * @param wordsSpoken the length of the answer
 */
public record Answer(String model, String text, int wordsHeard, int wordsSpoken) {}
