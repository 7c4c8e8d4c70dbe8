package dev.tidings.analytics.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-A1: Google's Measurement Protocol says what is wrong. */
class ValidationTest {

  @Test
  void shouldFindNothingWrongWithTheExample() {
    assertThat(ContractExamples.of("analytics-service").bodies("measurement"))
        .isNotEmpty()
        .allSatisfy(payload -> assertThat(Validation.of(payload)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'events':[{'name':'a'}]}                                         | client_id | VALUE_REQUIRED",
        "{'client_id':5,'events':[{'name':'a'}]}                           | client_id | VALUE_INVALID",
        "{'client_id':'c'}                                                 | events | VALUE_REQUIRED",
        "{'client_id':'c','events':[]}                                     | events | VALUE_REQUIRED",
        "{'client_id':'c','events':[{}]}                                   | events[0].name | VALUE_REQUIRED",
        "{'client_id':'c','events':[{'name':'a'},{'name':'1a'}]}           | events[1].name | NAME_INVALID",
        "{'client_id':'c','events':[{'name':'session_start'}]}             | events[0].name | NAME_RESERVED",
        "{'client_id':'c','events':[{'name':'ga_x'}]}                      | events[0].name | NAME_RESERVED",
        "{'client_id':'c','events':[{'name':'a','params':[]}]}             | events[0].params | VALUE_INVALID",
        "{'client_id':'c','events':[{'name':'a','params':{'b':{}}}]}       | events[0].params.b | VALUE_INVALID",
        "{'client_id':'c','events':[{'name':'a','params':{'b c':1}}]}      | events[0].params.b c | NAME_INVALID",
        "{'client_id':'c','events':[{'name':'a','params':{'currency':'X'}}]} | events[0].params.currency | VALUE_INVALID",
        "{'client_id':'c','events':[{'name':'a','params':{'page_location':'/'}}]} | events[0].params.page_location | VALUE_INVALID",
        "{'client_id':'c','events':[{'name':'a','params':{'engagement_time_msec':-1}}]} | events[0].params.engagement_time_msec | VALUE_INVALID",
        "{'client_id':'c','timestamp_micros':'x','events':[{'name':'a'}]}  | timestamp_micros | VALUE_INVALID",
      })
  void shouldSayWhatIsWrong(String payload, String path, ValidationMessage.Code code)
      throws JsonProcessingException {
    assertThat(Validation.of(Json.mapper().readTree(payload.replace('\'', '"'))))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.fieldPath()).isEqualTo(path);
              assertThat(message.validationCode()).isEqualTo(code);
            });
  }

  @Test
  void shouldCount() throws JsonProcessingException {
    String events =
        IntStream.range(0, 26).mapToObj(_ -> "{\"name\":\"a\"}").collect(Collectors.joining(","));
    String params =
        IntStream.range(0, 26).mapToObj(i -> "\"p" + i + "\":1").collect(Collectors.joining(","));
    assertThat(codes("{\"client_id\":\"c\",\"events\":[" + events + "]}"))
        .isEqualTo("EXCEEDED_MAX_ENTITIES");
    assertThat(
            codes(
                "{\"client_id\":\"c\",\"events\":[{\"name\":\"a\",\"params\":{" + params + "}}]}"))
        .isEqualTo("EXCEEDED_MAX_ENTITIES");
    assertThat(
            codes(
                "{\"client_id\":\"c\",\"events\":[{\"name\":\""
                    + "n".repeat(41)
                    + "\",\"params\":{\"v\":\""
                    + "v".repeat(101)
                    + "\"}}]}"))
        .isEqualTo("VALUE_OUT_OF_BOUNDS VALUE_OUT_OF_BOUNDS");
  }

  private static String codes(String payload) throws JsonProcessingException {
    return Validation.of(Json.mapper().readTree(payload)).stream()
        .map(message -> message.validationCode().name())
        .collect(Collectors.joining(" "));
  }
}
