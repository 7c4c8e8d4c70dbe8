package dev.tidings.charts.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.charts.support.Manifest;
import dev.tidings.charts.support.Repository;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The strict reader finds what it is there for. */
class StrictReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{apiVersion: v1, kind: Service, spec: {ports: [{port: 80, targetport: 80}]}} | targetport is unknown",
        "{apiVersion: v1, kind: Service, spec: {ports: [{port: eighty}]}} | eighty",
        "{apiVersion: v1, kind: Service, spect: {}} | spect is unknown",
        "{apiVersion: apps/v1, kind: Deployment, spec: {template: {spec: {containers: [{name: a, livenessprobe: {}}]}}}} | livenessprobe is unknown",
        "{apiVersion: kafka.strimzi.io/v1, kind: KafkaTopic, spec: {partition: 3}} | partition is unknown",
        "{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, spec: {rules: [{timeout: 1s}]}} | timeout is unknown",
        "{apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: {}, spec: {instances: 1, storage: {}, replicas: 1}} | replicas",
        "{apiVersion: extensions/v1beta1, kind: Ingress} | nobody knows the type"
      })
  void shouldFindWhatIsWrong(String manifest, String fault) throws IOException {
    assertThat(StrictReader.faults(new Manifest(Repository.YAML.readTree(manifest))))
        .singleElement()
        .asString()
        .contains(fault);
  }

  @Test
  void shouldAcceptWhatIsRight() throws IOException {
    String service =
        "{apiVersion: v1, kind: Service, spec: {ports: [{port: 80, targetPort: http}]}}";
    assertThat(StrictReader.faults(new Manifest(Repository.YAML.readTree(service)))).isEmpty();
  }
}
