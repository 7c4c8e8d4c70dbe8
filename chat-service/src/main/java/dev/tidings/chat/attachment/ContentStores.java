package dev.tidings.chat.attachment;

import dev.tidings.chat.attachment.AttachmentConfig.S3;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the store that is configured. */
@Singleton
final class ContentStores {

  @Produces
  @Singleton
  ContentStore store(AttachmentConfig config) {
    return switch (config.store()) {
      case LOCAL -> new LocalStore(config.directory().resolve("contents"));
      case S3 -> s3(config.s3());
    };
  }

  /** As plain as the protocol allows: not every compatible store knows Amazon's later additions. */
  static ContentStore s3(S3 config) {
    S3ClientBuilder client =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .region(Region.of(config.region()))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(plain -> plain.chunkedEncodingEnabled(false))
            .forcePathStyle(config.pathStyle());
    config.endpoint().ifPresent(client::endpointOverride);
    if (config.accessKey().isPresent() && config.secretKey().isPresent()) {
      client.credentialsProvider(
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(config.accessKey().get(), config.secretKey().get())));
    }
    return new S3Store(client.build(), config.bucket());
  }
}
