// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolNamesTest {
  @ParameterizedTest
  @CsvSource({
    "book_hotel,bookHotel",
    "get-time,GetTime",
    "weather,weather",
    "a_,a",
    "shop.buy,shop_buy"
  })
  void names_thatDifferInSpellingOnly_areSame(String name, String other) {
    assertThat(ToolNames.areSame(name, other)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"book_hotel,bookHotels", "weather,weathe", "a,b", "a1,a2"})
  void otherNames_areNot(String name, String other) {
    assertThat(ToolNames.areSame(name, other)).isFalse();
  }
}
